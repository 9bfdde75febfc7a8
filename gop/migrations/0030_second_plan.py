"""A second plan for the same citizen, and complaints."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0029_specialised")]
    operations: list[migrations.operations.base.Operation] = []
