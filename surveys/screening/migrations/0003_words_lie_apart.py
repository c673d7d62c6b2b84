"""Take people's words out of the answers of surveys that have closed: they lie in texts, each alone."""

from django.db import migrations

WORDS_APART = """
    UPDATE answers_response AS response SET content = response.content || apart.marks
    FROM (
        SELECT whole.id, jsonb_object_agg(written.field, true) AS marks
        FROM answers_response AS whole
        JOIN (SELECT DISTINCT survey_id, field FROM screening_text) AS written
            ON written.survey_id = whole.survey_id AND jsonb_exists(whole.content, written.field)
        GROUP BY whole.id
    ) AS apart
    WHERE apart.id = response.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("answers", "0002_edition_of_an_answer"),
        ("screening", "0002_texts_kept_as_written"),
    ]

    operations = [migrations.RunSQL(WORDS_APART, migrations.RunSQL.noop)]
