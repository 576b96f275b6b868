import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Back only with the history lost: nothing else keeps it."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0007_returns_know_who_wrote_in_them"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ForecastChange",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("expected_on", models.DateField()),
                ("probability", models.DecimalField(decimal_places=4, max_digits=5)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("retirement", "Retirement"),
                            ("end-of-term", "End of term"),
                            ("resignation", "Resignation"),
                            ("promotion", "Promotion"),
                            ("new-post", "New post"),
                            ("restructure", "Restructure"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                ("confidential", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("as_of", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("superseded_on", models.DateField(blank=True, null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("signed_off", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="OccupancyChange",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("substantive", "Substantive"),
                            ("interim", "Interim"),
                            ("acting", "Acting"),
                            ("secondment-in", "Secondment in"),
                            ("vacant", "Vacant"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "holders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150), blank=True, default=list, size=2
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("expected_end", models.DateField(blank=True, null=True)),
                ("returns_on", models.DateField(blank=True, null=True, verbose_name="The absent holder returns on")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("signed_off", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="PostChange",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("ref", models.CharField(max_length=40, verbose_name="Post reference")),
                ("title", models.CharField(max_length=150)),
                (
                    "role_family",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("chief-executive", "Chief executive"),
                            ("non-executive", "Non-executive"),
                            ("finance", "Finance"),
                            ("nursing", "Nursing"),
                            ("medical", "Medical"),
                            ("operations", "Operations"),
                            ("people", "People"),
                            ("strategy", "Strategy"),
                            ("digital", "Digital"),
                            ("governance", "Governance"),
                            ("estates", "Estates"),
                            ("allied-health", "Allied health"),
                            ("place", "Place"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("chief-executive", "Chief executive"),
                            ("executive-director", "Executive director"),
                            ("non-executive", "Non-executive"),
                            ("director", "Director"),
                            ("deputy-director", "Deputy director"),
                            ("senior-clinical", "Senior clinical"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "pay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vsm", "Very senior manager"),
                            ("afc-8c", "Agenda for Change 8c"),
                            ("afc-8d", "Agenda for Change 8d"),
                            ("afc-9", "Agenda for Change 9"),
                            ("medical", "Medical"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "board_seat",
                    models.CharField(
                        blank=True,
                        choices=[("voting", "Voting"), ("non-voting", "Non-voting"), ("none", "None")],
                        max_length=10,
                    ),
                ),
                ("clinical", models.BooleanField(default=False)),
                ("critical", models.BooleanField(default=False)),
                ("established_from", models.DateField()),
                ("established_until", models.DateField(blank=True, null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("signed_off", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="PostShareChange",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forecast",
            trigger=pgtrigger.compiler.Trigger(
                name="history_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_forecastchange" ("as_of", "confidential", "expected_on", "id", "pgh_created_at", "pgh_label", "post_id", "probability", "reason", "recorded_at", "recorded_by_id", "signed_off", "source", "stated_in_id", "superseded_on", "withdrawn_on") SELECT new_values."as_of", new_values."confidential", new_values."expected_on", new_values."id", NOW(), \'insert\', new_values."post_id", new_values."probability", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."signed_off", new_values."source", new_values."stated_in_id", new_values."superseded_on", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae529905b6a59dedc2efaedebef6aaa7b69c827f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_history_insert_8f564",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="regions_forecast",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forecast",
            trigger=pgtrigger.compiler.Trigger(
                name="history_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_forecastchange" ("as_of", "confidential", "expected_on", "id", "pgh_created_at", "pgh_label", "post_id", "probability", "reason", "recorded_at", "recorded_by_id", "signed_off", "source", "stated_in_id", "superseded_on", "withdrawn_on") SELECT new_values."as_of", new_values."confidential", new_values."expected_on", new_values."id", NOW(), \'update\', new_values."post_id", new_values."probability", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."signed_off", new_values."source", new_values."stated_in_id", new_values."superseded_on", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."as_of" IS DISTINCT FROM (new_values."as_of") OR old_values."confidential" IS DISTINCT FROM (new_values."confidential") OR old_values."expected_on" IS DISTINCT FROM (new_values."expected_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."post_id" IS DISTINCT FROM (new_values."post_id") OR old_values."probability" IS DISTINCT FROM (new_values."probability") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."signed_off" IS DISTINCT FROM (new_values."signed_off") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."stated_in_id" IS DISTINCT FROM (new_values."stated_in_id") OR old_values."superseded_on" IS DISTINCT FROM (new_values."superseded_on") OR old_values."withdrawn_on" IS DISTINCT FROM (new_values."withdrawn_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a120e2a9a80e93024391dd538b469980a15d321",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_history_update_3ea14",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="regions_forecast",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forecast",
            trigger=pgtrigger.compiler.Trigger(
                name="history_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_forecastchange" ("as_of", "confidential", "expected_on", "id", "pgh_created_at", "pgh_label", "post_id", "probability", "reason", "recorded_at", "recorded_by_id", "signed_off", "source", "stated_in_id", "superseded_on", "withdrawn_on") SELECT old_values."as_of", old_values."confidential", old_values."expected_on", old_values."id", NOW(), \'delete\', old_values."post_id", old_values."probability", old_values."reason", old_values."recorded_at", old_values."recorded_by_id", old_values."signed_off", old_values."source", old_values."stated_in_id", old_values."superseded_on", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f99ce582c150a66747db5aaafdd41bc1385e29e6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_history_delete_cd78d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="regions_forecast",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="history_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_occupancychange" ("expected_end", "holders", "id", "kind", "pgh_created_at", "pgh_label", "post_id", "recorded_at", "recorded_by_id", "returns_on", "signed_off", "since", "stated_in_id", "until") SELECT new_values."expected_end", new_values."holders", new_values."id", new_values."kind", NOW(), \'insert\', new_values."post_id", new_values."recorded_at", new_values."recorded_by_id", new_values."returns_on", new_values."signed_off", new_values."since", new_values."stated_in_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b13a2a0397510aa473ea968137a8701ca84b71e7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_history_insert_51e64",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="regions_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="history_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_occupancychange" ("expected_end", "holders", "id", "kind", "pgh_created_at", "pgh_label", "post_id", "recorded_at", "recorded_by_id", "returns_on", "signed_off", "since", "stated_in_id", "until") SELECT new_values."expected_end", new_values."holders", new_values."id", new_values."kind", NOW(), \'update\', new_values."post_id", new_values."recorded_at", new_values."recorded_by_id", new_values."returns_on", new_values."signed_off", new_values."since", new_values."stated_in_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9fb7901f14d87e54773bb0a678fafb1f8e73a855",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_history_update_fd2c4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="regions_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="history_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_occupancychange" ("expected_end", "holders", "id", "kind", "pgh_created_at", "pgh_label", "post_id", "recorded_at", "recorded_by_id", "returns_on", "signed_off", "since", "stated_in_id", "until") SELECT old_values."expected_end", old_values."holders", old_values."id", old_values."kind", NOW(), \'delete\', old_values."post_id", old_values."recorded_at", old_values."recorded_by_id", old_values."returns_on", old_values."signed_off", old_values."since", old_values."stated_in_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0afe4c8cecc6094b63e78fe1965825bf917daf61",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_history_delete_8ba71",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="regions_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="history_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postchange" ("board_seat", "clinical", "continues_id", "critical", "established_from", "established_until", "id", "level", "organisation_id", "pay", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "ref", "role_family", "signed_off", "stated_in_id", "title") SELECT new_values."board_seat", new_values."clinical", new_values."continues_id", new_values."critical", new_values."established_from", new_values."established_until", new_values."id", new_values."level", new_values."organisation_id", new_values."pay", NOW(), \'insert\', new_values."recorded_at", new_values."recorded_by_id", new_values."ref", new_values."role_family", new_values."signed_off", new_values."stated_in_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b63e2b804be556358d6aa126d33a85b2e8b0a37",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_history_insert_a7838",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="regions_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="history_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postchange" ("board_seat", "clinical", "continues_id", "critical", "established_from", "established_until", "id", "level", "organisation_id", "pay", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "ref", "role_family", "signed_off", "stated_in_id", "title") SELECT new_values."board_seat", new_values."clinical", new_values."continues_id", new_values."critical", new_values."established_from", new_values."established_until", new_values."id", new_values."level", new_values."organisation_id", new_values."pay", NOW(), \'update\', new_values."recorded_at", new_values."recorded_by_id", new_values."ref", new_values."role_family", new_values."signed_off", new_values."stated_in_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa15badfb5458cc2ce81ce3fd36a0e7654846929",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_history_update_33bfe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="regions_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="history_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postchange" ("board_seat", "clinical", "continues_id", "critical", "established_from", "established_until", "id", "level", "organisation_id", "pay", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "ref", "role_family", "signed_off", "stated_in_id", "title") SELECT old_values."board_seat", old_values."clinical", old_values."continues_id", old_values."critical", old_values."established_from", old_values."established_until", old_values."id", old_values."level", old_values."organisation_id", old_values."pay", NOW(), \'delete\', old_values."recorded_at", old_values."recorded_by_id", old_values."ref", old_values."role_family", old_values."signed_off", old_values."stated_in_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="795996a0abd72880fd741484b98257bb4f6f218e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_history_delete_db600",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="regions_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postshare",
            trigger=pgtrigger.compiler.Trigger(
                name="history_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postsharechange" ("id", "organisation_id", "pgh_created_at", "pgh_label", "post_id") SELECT new_values."id", new_values."organisation_id", NOW(), \'insert\', new_values."post_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="73d4a456f213225b40d0b60c12dba52eddd070f6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_history_insert_1b95d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="regions_postshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postshare",
            trigger=pgtrigger.compiler.Trigger(
                name="history_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postsharechange" ("id", "organisation_id", "pgh_created_at", "pgh_label", "post_id") SELECT new_values."id", new_values."organisation_id", NOW(), \'update\', new_values."post_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb645e437cecbce88929f471f2e4bb8b48f627ab",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_history_update_02c37",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="regions_postshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postshare",
            trigger=pgtrigger.compiler.Trigger(
                name="history_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "regions_postsharechange" ("id", "organisation_id", "pgh_created_at", "pgh_label", "post_id") SELECT old_values."id", old_values."organisation_id", NOW(), \'delete\', old_values."post_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bca50500ee0fab283e55f78771804453b9a55ba5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_history_delete_12284",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="regions_postshare",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="forecastchange",
            name="post",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.post",
            ),
        ),
        migrations.AddField(
            model_name="forecastchange",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="forecastchange",
            name="stated_in",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.return",
            ),
        ),
        migrations.AddField(
            model_name="occupancychange",
            name="post",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.post",
            ),
        ),
        migrations.AddField(
            model_name="occupancychange",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="occupancychange",
            name="stated_in",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.return",
            ),
        ),
        migrations.AddField(
            model_name="postchange",
            name="continues",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.post",
            ),
        ),
        migrations.AddField(
            model_name="postchange",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.organisation",
            ),
        ),
        migrations.AddField(
            model_name="postchange",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="postchange",
            name="stated_in",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.return",
            ),
        ),
        migrations.AddField(
            model_name="postsharechange",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.organisation",
            ),
        ),
        migrations.AddField(
            model_name="postsharechange",
            name="post",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="regions.post",
            ),
        ),
        migrations.AddIndex(
            model_name="forecastchange",
            index=models.Index(fields=["post", "pgh_id"], name="forecast_change_of"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forecastchange",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',\n    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);\n",
                    hash="1d293e49dab1b3182d590c8cb594e9f8703925ab",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_kept_ec230",
                    table="regions_forecastchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="occupancychange",
            index=models.Index(fields=["post", "pgh_id"], name="occupancy_change_of"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancychange",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',\n    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);\n",
                    hash="6fd695e257a061c5e140c04aec109f51fe0ba37c",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_kept_72ecc",
                    table="regions_occupancychange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="postchange",
            index=models.Index(fields=["id", "pgh_id"], name="post_change_of"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postchange",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',\n    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);\n",
                    hash="c98cb80108af74ac824e71dd1f3b52505c001a10",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_kept_12888",
                    table="regions_postchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="postsharechange",
            index=models.Index(fields=["post", "pgh_id"], name="post_share_change_of"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postsharechange",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nRAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',\n    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);\n",
                    hash="f0a12c20675a8d3dea91306cd17339554653ed12",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_kept_de6d6",
                    table="regions_postsharechange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
