import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0009_history_begins_with_what_is_kept"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="return",
            name="moves",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF TG_OP = 'INSERT' THEN\n    IF (NEW.state IN ('open')) IS TRUE THEN\n        RETURN NULL;\n    END IF;\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_moves',\n        MESSAGE = format('%s: nothing starts as \"%s\"', TG_TABLE_NAME, NEW.state);\nELSIF NEW.state = OLD.state OR ((OLD.state, NEW.state) IN (('in-progress', 'signed-off'), ('in-progress', 'submitted'), ('in-progress', 'withdrawn'), ('open', 'in-progress'), ('open', 'signed-off'), ('open', 'withdrawn'), ('reopened', 'signed-off'), ('reopened', 'submitted'), ('reopened', 'withdrawn'), ('signed-off', 'reopened'), ('signed-off', 'signed-off'), ('submitted', 'in-progress'), ('submitted', 'signed-off'), ('submitted', 'withdrawn'))) IS TRUE THEN\n    RETURN NULL;\nEND IF;\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_moves',\n    MESSAGE = format('%s: no move from \"%s\" to \"%s\"', TG_TABLE_NAME, OLD.state, NEW.state);\n",
                    hash="b788478843cf9ec19132f4fe793ef69e98718dcd",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_moves_a9540",
                    table="regions_return",
                    when="AFTER",
                ),
            ),
        ),
    ]
