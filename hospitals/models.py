"""Details of hospitals and departments. A registry without tenant."""

from django.db import models

from accounts.models import Organisation
from hospitals.enums import FunctionLevel


class Hospital(models.Model):
    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="hospital")
    town = models.CharField(max_length=100, blank=True)
    hospital_type = models.CharField(max_length=60, blank=True)


class Department(models.Model):
    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="department")
    specialty = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    performs_specialised = models.BooleanField(default=False)
    function_level = models.CharField(max_length=20, choices=FunctionLevel.choices(), blank=True, help_text="Empty: not known.")
    needs_approval = models.BooleanField(default=False, help_text="A doctor approves a plan before it is sent.")
