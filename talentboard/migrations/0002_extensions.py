"""Exclusion constraints over an equal value and an overlapping period need btree_gist."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("talentboard", "0001_initial")]

    operations = [BtreeGistExtension()]
