-- The greatest and the smallest of several binlog positions, each an array {file name, offset in bytes}.
-- A position with a NULL in it doesn't count. The aggregates start with {0,0}, which is no position: it has no file
-- name with a dot.
-- The functions call each other in the live catalogue; in a staged one they can't be run. Whatever else they name is
-- PostgreSQL's own, whoever calls them and whatever has been created in public.

CREATE OR REPLACE FUNCTION fn_binlog_compare(text[], text[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    file_name constant text := '^(.+)[.]([0-9]+)$';
    one constant text[] := regexp_match($1[1], file_name);
    other constant text[] := regexp_match($2[1], file_name);
BEGIN
    IF one IS NULL OR other IS NULL THEN
        RAISE EXCEPTION 'not the name of a binlog file: %', CASE WHEN one IS NULL THEN $1[1] ELSE $2[1] END
            USING ERRCODE = 'invalid_parameter_value',
                HINT = 'It must be a base name, a dot and a number, such as mysql-bin.000012.';
    END IF;
    IF $1[2] !~ '^[0-9]+$' OR $2[2] !~ '^[0-9]+$' THEN
        RAISE EXCEPTION 'not an offset in a binlog file: %', CASE WHEN $1[2] !~ '^[0-9]+$' THEN $1[2] ELSE $2[2] END
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF one[1] <> other[1] THEN
        RAISE EXCEPTION 'binlog positions of different servers do not compare: % and %', $1[1], $2[1]
            USING ERRCODE = 'invalid_parameter_value',
                HINT = 'Positions compare only when what precedes the last dot of the file name is the same.';
    END IF;
    RETURN coalesce(
        nullif(btint8cmp(one[2]::bigint, other[2]::bigint), 0),
        btint8cmp($1[2]::bigint, $2[2]::bigint));
END
$function$;

CREATE OR REPLACE FUNCTION fn_binlog_max(text[], text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    RETURN CASE
        WHEN $2[1] IS NULL OR $2[2] IS NULL THEN $1
        WHEN sch_chameleon.fn_binlog_compare($2, coalesce(nullif($1, '{0,0}'), $2)) >= 0 THEN $2
        ELSE $1
    END;
END
$function$;

CREATE OR REPLACE FUNCTION fn_binlog_min(text[], text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    RETURN CASE
        WHEN $2[1] IS NULL OR $2[2] IS NULL THEN $1
        WHEN sch_chameleon.fn_binlog_compare($2, coalesce(nullif($1, '{0,0}'), $2)) <= 0 THEN $2
        ELSE $1
    END;
END
$function$;

CREATE OR REPLACE FUNCTION fn_binlog_max_final(text[]) RETURNS text[]
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
    SELECT nullif($1, '{0,0}')
$function$;

CREATE OR REPLACE FUNCTION fn_binlog_min_final(text[]) RETURNS text[]
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
    SELECT nullif($1, '{0,0}')
$function$;

-- PostgreSQL can't replace an aggregate before version 12, and there is nothing to replace: its logic is above.
DO $block$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['max', 'min'] LOOP
        IF pg_catalog.to_regprocedure(
            pg_catalog.format('%I.binlog_%s(text[])', pg_catalog.current_schema(), name)) IS NULL
        THEN
            EXECUTE pg_catalog.format('CREATE AGGREGATE binlog_%1$s(text[]) ('
                'SFUNC = fn_binlog_%1$s, STYPE = text[], FINALFUNC = fn_binlog_%1$s_final, INITCOND = ''{0,0}'')', name);
        END IF;
    END LOOP;
END
$block$;
