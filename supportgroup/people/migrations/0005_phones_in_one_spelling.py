"""Phone numbers get the one spelling in which they are stored from now on; what nobody could dial stays as it is."""

from django.db import migrations

from supportgroup.people import typed


def respell(apps, schema_editor):
    people = apps.get_model("people", "Person").objects.exclude(phone="")
    for key, phone in people.values_list("pk", "phone").iterator():
        try:
            spelt = typed.phone(phone)
        except typed.NotUnderstood:
            continue
        if spelt != phone:
            people.filter(pk=key).update(phone=spelt)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_register")]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop)]
