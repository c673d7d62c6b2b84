"""The log of what was taken out of the trail, and the one function that may do it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION audit_forget(
    person bigint, account bigint, looks_of text, looks_from timestamptz, looks_before timestamptz,
    by_kind text, by_key bigint, by_name text, moment timestamptz
) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found record;
    assignments text;
    touched bigint;
    counts jsonb := '{}';
    ignored text := coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}');
BEGIN
    IF person IS NOT NULL THEN
        IF EXISTS (SELECT 1 FROM people_person WHERE id = person) THEN
            RAISE EXCEPTION 'The history of somebody who is on the register stays.';
        END IF;
        -- Every table of the trail and its columns that hold the key of a person: the row of the person themselves,
        -- a column that is a foreign key to them in the table that is tracked, or one called person_key.
        FOR found IN
            SELECT event.oid AS id, event.relname AS name, held.attname AS column_name
            FROM pg_class event
            JOIN pg_namespace place ON place.oid = event.relnamespace AND place.nspname = 'public'
            JOIN pg_attribute mark ON mark.attrelid = event.oid AND mark.attname = 'pgh_obj_id' AND NOT mark.attisdropped
            JOIN pg_attribute held ON held.attrelid = event.oid AND held.attnum > 0 AND NOT held.attisdropped
            WHERE event.relkind = 'r' AND (
                (event.relname = 'people_personevent' AND held.attname = 'pgh_obj_id')
                OR held.attname = 'person_key'
                OR EXISTS (
                    SELECT 1 FROM pg_constraint foreign_key
                    JOIN pg_class tracked ON tracked.oid = foreign_key.conrelid
                    JOIN pg_attribute own ON own.attrelid = tracked.oid AND own.attnum = foreign_key.conkey[1]
                    WHERE foreign_key.contype = 'f' AND foreign_key.confrelid = 'people_person'::regclass
                    AND tracked.relname || 'event' = event.relname AND own.attname = held.attname
                )
            )
        LOOP
            SELECT string_agg(format('%I = %s', part.attname,
                CASE
                    WHEN NOT part.attnotnull THEN 'NULL'
                    WHEN kind.typcategory = 'A' THEN '''{}'''
                    WHEN kind.typname IN ('json', 'jsonb') THEN '''{}'''
                    WHEN kind.typcategory = 'S' OR kind.typname = 'bytea' THEN ''''''
                    WHEN kind.typcategory = 'B' THEN 'false'
                    WHEN kind.typcategory = 'D' THEN '''1900-01-01'''
                    ELSE '0'
                END), ', ')
            INTO assignments
            FROM pg_attribute part JOIN pg_type kind ON kind.oid = part.atttypid
            WHERE part.attrelid = found.id AND part.attnum > 0 AND NOT part.attisdropped AND part.attgenerated = ''
            AND part.attname NOT LIKE 'pgh\\_%' AND part.attname NOT IN ('id', 'group_id', found.column_name)
            -- Whole numbers are keys and counts; only what may be empty is emptied.
            AND NOT (part.attnotnull AND kind.typname IN ('int2', 'int4', 'int8', 'uuid'));
            CONTINUE WHEN assignments IS NULL;
            PERFORM set_config('pgtrigger.ignore',
                (SELECT coalesce(array_agg(tgname::text), '{}')::text FROM pg_trigger WHERE tgrelid = found.id), true);
            EXECUTE format('UPDATE %I SET %s WHERE %I = $1', found.name, assignments, found.column_name) USING person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            IF touched > 0 THEN
                counts := counts || jsonb_build_object(found.name, touched + coalesce((counts->>found.name)::bigint, 0));
            END IF;
        END LOOP;
    END IF;
    IF account IS NOT NULL THEN
        IF EXISTS (SELECT 1 FROM accounts_user WHERE id = account AND email NOT LIKE '%@erased.invalid') THEN
            RAISE EXCEPTION 'The email address of a sign-in that is still one stays.';
        END IF;
        PERFORM set_config('pgtrigger.ignore',
            (SELECT coalesce(array_agg(tgname::text), '{}')::text FROM pg_trigger
             WHERE tgrelid = 'accounts_userevent'::regclass), true);
        UPDATE accounts_userevent SET email = '' WHERE pgh_obj_id = account;
        GET DIAGNOSTICS touched = ROW_COUNT;
        counts := counts || jsonb_build_object('accounts_userevent', touched);
    END IF;
    IF looks_before IS NOT NULL THEN
        IF looks_before > now() - interval '1 year' THEN
            RAISE EXCEPTION 'Who looked at whom stays for a year at least.';
        END IF;
        PERFORM set_config('pgtrigger.ignore',
            (SELECT coalesce(array_agg(tgname::text), '{}')::text FROM pg_trigger
             WHERE tgrelid = 'audit_look'::regclass), true);
        DELETE FROM audit_look WHERE group_slug = looks_of AND at >= looks_from AND at < looks_before;
        GET DIAGNOSTICS touched = ROW_COUNT;
        counts := counts || jsonb_build_object('audit_look', touched);
    END IF;
    PERFORM set_config('pgtrigger.ignore', ignored, true);
    INSERT INTO audit_forgetting (at, person, group_slug, looks_from, looks_before, actor_kind, actor_key, actor_name, rows)
    VALUES (moment, person, coalesce(looks_of, ''), looks_from, looks_before, by_kind, by_key, by_name, counts);
    RETURN counts;
END;
$$;
"""
SIGNATURE = "audit_forget(bigint, bigint, text, timestamptz, timestamptz, text, bigint, text, timestamptz)"


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_looks_by_moment")]

    operations = [
        migrations.CreateModel(
            name="Forgetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("person", models.BigIntegerField(null=True)),
                ("group_slug", models.CharField(blank=True, max_length=30)),
                ("looks_from", models.DateTimeField(null=True)),
                ("looks_before", models.DateTimeField(null=True)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_key", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=100)),
                ("rows", models.JSONField(default=dict)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='forgetting',
            trigger=pgtrigger.compiler.Trigger(name='forgetting_is_noted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc78fb6e90146a67dc530cc79d14287edd357838', operation='UPDATE OR DELETE', pgid='pgtrigger_forgetting_is_noted_16ebe', table='audit_forgetting', when='BEFORE')),
        ),
        migrations.RunSQL(FUNCTION, f"DROP FUNCTION {SIGNATURE}"),
    ]
