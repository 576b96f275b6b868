"""People are found by a name with typing mistakes in it: the three-letter parts of every name, in an index."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pools", "0005_kept_rows_go_when_their_time_is_over")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="candidate",
            index=GinIndex(
                fields=["sort_key"], name="candidate_name_trigrams", opclasses=["gin_trgm_ops"], fastupdate=False
            ),
        ),
    ]
