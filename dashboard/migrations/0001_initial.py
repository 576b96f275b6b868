import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("region", models.CharField(max_length=20)),
                ("as_of", models.DateField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("code_version", models.CharField(max_length=40)),
                ("inputs_digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("making", "Being made"), ("complete", "Complete")], default="making", max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ["-as_of", "-made_at"],
                "indexes": [models.Index(fields=["region", "-as_of", "-made_at"], name="snapshot_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "as_of", "made_at"), name="snapshot_one_a_making"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("making", "complete"))), name="snapshot_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fragment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(choices=[("open", "Open"), ("full", "Full")], max_length=4)),
                ("name", models.CharField(max_length=60)),
                ("template_version", models.CharField(max_length=64)),
                ("html", models.TextField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fragments", to="dashboard.snapshot"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(choices=[("open", "Open"), ("full", "Full")], max_length=4)),
                ("measure", models.CharField(max_length=20)),
                ("slice", models.CharField(default="all", max_length=40)),
                ("payload", models.JSONField()),
                ("rule", models.CharField(default="none", max_length=40)),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="dashboard.snapshot"
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="complete_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF OLD.state = 'complete' THEN\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'snapshot_complete_stays',\n        MESSAGE = format('snapshot %s is complete: %s is refused', OLD.id, TG_OP);\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                    hash="0054940651f63535a70745d4b6ed0bbe2e1fd979",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_complete_stays_68583",
                    table="dashboard_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="not_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_not_emptied',\n    MESSAGE = format('%s is never emptied', TG_TABLE_NAME);\n",
                    hash="ec2afbe7544069bce0f084306486eb6fda828c79",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_not_emptied_f8860",
                    table="dashboard_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="fragment",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "edition", "name", "template_version"), name="fragment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("snapshot", "edition", "measure", "slice"), name="figure_once"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__in", ("open", "full"))), name="figure_edition_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="figures_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_state TEXT;",
                    func="\nIF TG_OP <> 'INSERT' THEN\n    SELECT state INTO parent_state FROM dashboard_snapshot WHERE id = OLD.snapshot_id FOR SHARE;\nEND IF;\nIF parent_state IS DISTINCT FROM 'complete' AND TG_OP <> 'DELETE' THEN\n    SELECT state INTO parent_state FROM dashboard_snapshot WHERE id = NEW.snapshot_id FOR SHARE;\nEND IF;\nIF parent_state = 'complete' THEN\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,\n        CONSTRAINT = 'figure_of_complete_snapshot',\n        MESSAGE = format('the snapshot is complete: %s of its figures is refused', TG_OP);\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                    hash="44ba63b86ec445127912d3830724faf941a64a05",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_figures_stay_13642",
                    table="dashboard_figure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="not_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_not_emptied',\n    MESSAGE = format('%s is never emptied', TG_TABLE_NAME);\n",
                    hash="697ff6ae509e6f9095b5ad73709bf33ddea2d050",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_not_emptied_b10c0",
                    table="dashboard_figure",
                    when="BEFORE",
                ),
            ),
        ),
    ]
