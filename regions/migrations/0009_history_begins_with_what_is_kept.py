from django.db import migrations

KEPT = ("Post", "PostShare", "Occupancy", "Forecast")


def begin(apps, schema_editor):
    """Every row that is there already has its first line in the history."""
    for name in KEPT:
        kept, changes = apps.get_model("regions", name)._meta, apps.get_model("regions", f"{name}Change")._meta
        columns = ", ".join(
            schema_editor.quote_name(field.column) for field in changes.fields if not field.name.startswith("pgh_")
        )
        schema_editor.execute(
            f"INSERT INTO {changes.db_table} ({columns}, pgh_created_at, pgh_label) "  # noqa: S608
            f"SELECT {columns}, now(), 'insert' FROM {kept.db_table}"
        )


class Migration(migrations.Migration):
    """Nothing to undo on the way back: the tables go with the migration before."""

    dependencies = [
        ("regions", "0008_posts_leave_their_history"),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
