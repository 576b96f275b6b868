from django.db import migrations, models


class Migration(migrations.Migration):
    """Back only while no post has been cancelled: the stricter rule has no place for those."""

    dependencies = [
        ("regions", "0005_posts_know_when_they_were_said"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="post_period"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("established_until__isnull", True),
                    ("established_until__gte", models.F("established_from")),
                    _connector="OR",
                ),
                name="post_period",
                violation_error_message="The last day must not be before the first.",
            ),
        ),
    ]
