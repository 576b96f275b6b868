import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0006_posts_may_be_cancelled_before_their_first_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="return",
            name="writers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, editable=False, size=None
            ),
        ),
    ]
