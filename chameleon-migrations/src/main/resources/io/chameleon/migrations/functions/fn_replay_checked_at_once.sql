-- What SET CONSTRAINTS has to make immediate in the next attempt at a slice, in whose end a deferred constraint didn't hold:
-- checked at once, it names the event. The others stay deferred, so that no event is blamed that only came too early.
--
--   checked          what was immediate in this attempt: names of constraints, ready for SQL, or ALL
--   schema_name, constraint_name
--                    the constraint that didn't hold, as the error tells it. Code of others may have raised one without a
--                    name, or with any; then all have to be immediate
--   returns          NULL when all were
CREATE OR REPLACE FUNCTION fn_replay_checked_at_once(checked text[], schema_name text, constraint_name text)
RETURNS text[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    broken CONSTANT text := quote_ident(schema_name) || '.' || quote_ident(constraint_name);
BEGIN
    RETURN CASE
        WHEN checked = '{ALL}' THEN NULL
        WHEN broken <> ALL (checked) AND EXISTS (
            SELECT FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
            WHERE c.conname = constraint_name AND n.nspname = schema_name AND c.condeferrable)
        THEN checked || broken
        ELSE '{ALL}'
    END;
END;
$body$;
