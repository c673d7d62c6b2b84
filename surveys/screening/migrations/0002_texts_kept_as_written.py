from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("screening", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="text",
            index=models.Index(
                condition=models.Q(("words", models.F("released")), _negated=True),
                fields=["survey"],
                name="texts_as_written",
            ),
        ),
    ]
