"""Files bound to a plan: their walls, and what keeps a sent version's files as they were."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, protect, tie

TABLES = ("gop_attachmentfile", "gop_attachment")
# Through the policy on versions: what was delivered, and nothing after the case had ended
IN_A_DELIVERED_VERSION = """EXISTS (SELECT FROM gop_planversion v WHERE v.plan_id = gop_attachment.plan_id
  AND v.number >= gop_attachment.from_version AND v.number < coalesce(gop_attachment.removed_from, 32767))"""
OF_A_READABLE_ATTACHMENT = "EXISTS (SELECT FROM gop_attachment a WHERE a.file_id = gop_attachmentfile.id)"
FREEZE = """
CREATE FUNCTION refuse_frozen_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frozen integer;
BEGIN
  SELECT coalesce(max(number), 0) INTO frozen FROM gop_planversion WHERE plan_id = NEW.plan_id AND frozen_at IS NOT NULL;
  IF TG_OP = 'INSERT' AND NEW.from_version <= frozen
    OR TG_OP = 'UPDATE' AND (coalesce(OLD.removed_from, 32767) <= frozen OR coalesce(NEW.removed_from, 32767) <= frozen)
  THEN RAISE EXCEPTION 'a sent version is frozen, and its files with it' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE ON gop_attachment FOR EACH ROW EXECUTE FUNCTION refuse_frozen_attachment();
CREATE FUNCTION refuse_frozen_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.rotating', true) = 'on' AND pg_has_role(session_user, 'gop_worker', 'MEMBER') AND octet_length(NEW.content) > 0
  THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM gop_attachment a JOIN gop_planversion v ON v.plan_id = a.plan_id AND v.frozen_at IS NOT NULL
    AND v.number >= a.from_version AND v.number < coalesce(a.removed_from, 32767) WHERE a.file_id = NEW.id)
  THEN RAISE EXCEPTION 'a sent version is frozen, and its files with it' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON gop_attachmentfile FOR EACH ROW EXECUTE FUNCTION refuse_frozen_file();
"""
THAW = """
DROP TRIGGER frozen ON gop_attachmentfile; DROP FUNCTION refuse_frozen_file();
DROP TRIGGER frozen ON gop_attachment; DROP FUNCTION refuse_frozen_attachment();
"""
KINDS = [
    ("operationsnotat", "Operationsnotat"),
    ("restriktioner", "Restriktioner og regime"),
    ("billeddiagnostik", "Billeddiagnostik"),
    ("testresultat", "Testresultat"),
    ("oevelser", "Øvelsesprogram"),
    ("undersoegelse", "Undersøgelse eller vurdering"),
    ("andet", "Andet"),
]
PROTECT = django.db.models.deletion.PROTECT


def row_id():
    return ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


def organisation():
    return ("organisation", models.ForeignKey(on_delete=PROTECT, related_name="+", to="accounts.organisation"))


class Migration(migrations.Migration):
    dependencies = [("gop", "0012_notices")]
    operations = [
        migrations.CreateModel(
            name="AttachmentFile",
            fields=[row_id(), ("content", models.BinaryField()), organisation()],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                row_id(),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("title", models.CharField(max_length=120)),
                (
                    "file_type",
                    models.CharField(choices=[("pdf", "PDF"), ("jpeg", "JPEG-billede"), ("png", "PNG-billede")], max_length=10),
                ),
                ("size", models.PositiveIntegerField(help_text="Bytes, before encryption.")),
                ("pages", models.PositiveSmallIntegerField(help_text="Of a PDF.", null=True)),
                ("digest", models.BinaryField(help_text="SHA-256 of the bytes: the same file twice is one.", max_length=32)),
                ("from_version", models.PositiveSmallIntegerField()),
                ("removed_from", models.PositiveSmallIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
                ("added_by_name", models.CharField(max_length=200)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by_name", models.CharField(blank=True, max_length=200)),
                organisation(),
                ("plan", models.ForeignKey(on_delete=PROTECT, related_name="attachments", to="gop.plan")),
                ("file", models.ForeignKey(on_delete=PROTECT, related_name="attachments", to="gop.attachmentfile")),
            ],
        ),
        migrations.AddConstraint(
            model_name="attachmentfile",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="attachmentfile_tenant"),
        ),
        migrations.AddIndex(model_name="attachment", index=models.Index(fields=["organisation", "plan"], name="attachment_plan")),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("removed_from__isnull", True), ("removed_from__gte", models.F("from_version")), _connector="OR"),
                name="attachment_removed_later",
            ),
        ),
        protect(*TABLES),
        tie("gop_attachment", "plan_id", "gop_plan"),
        tie("gop_attachment", "file_id", "gop_attachmentfile"),
        migrations.RunSQL(FREEZE, THAW),
        grant("gop_author", "SELECT, INSERT, UPDATE (content)", "gop_attachmentfile"),
        grant("gop_author", "SELECT, INSERT, UPDATE (removed_from, removed_at, removed_by_name)", "gop_attachment"),
        *[policy(table, "gop_author") for table in TABLES],
        grant("gop_authority", "SELECT", *TABLES),
        policy("gop_attachment", "gop_authority", IN_A_DELIVERED_VERSION, command="SELECT"),
        policy("gop_attachmentfile", "gop_authority", OF_A_READABLE_ATTACHMENT, command="SELECT"),
    ]
