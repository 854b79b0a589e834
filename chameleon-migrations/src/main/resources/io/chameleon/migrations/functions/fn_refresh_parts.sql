-- Creates the log tables that t_sources names and that don't exist yet, and completes those that lack their key, their
-- reference to the batches or the index for it. What is there already is recognised by its definition, whatever its
-- name. A log table that can't be had is reported as a warning: the other sources go on.
-- What the functions name without a schema is PostgreSQL's own, whatever has been created in public.

CREATE OR REPLACE FUNCTION fn_log_part_name(prefix text, log_table text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    -- The natural name where PostgreSQL would not cut it at 63 bytes, a fingerprint of the log table's name otherwise.
    SELECT CASE
        WHEN octet_length(convert_to(prefix || log_table, 'UTF8')) <= 63 THEN prefix || log_table
        ELSE prefix || md5(convert_to(log_table, 'UTF8'))
    END
$function$;

CREATE OR REPLACE FUNCTION fn_free_part_name(prefix text, log_table text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    natural_name constant text := sch_chameleon.fn_log_part_name(prefix, log_table);
BEGIN
    -- pg_chameleon's own function folds the names of keys and indexes to lower case: the natural name of a log table
    -- may be taken by another whose name differs in case only.
    PERFORM FROM pg_catalog.pg_class
    WHERE relnamespace = 'sch_chameleon'::regnamespace AND relname = natural_name;
    RETURN CASE WHEN FOUND THEN prefix || md5(convert_to(log_table, 'UTF8')) ELSE natural_name END;
END
$function$;

CREATE OR REPLACE FUNCTION fn_refresh_part(log_table text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    parent constant regclass := 'sch_chameleon.t_log_replica';
    batches constant regclass := 'sch_chameleon.t_replica_batch';
    part regclass := to_regclass(format('sch_chameleon.%I', log_table));
    batch_column int2;
BEGIN
    IF part = parent THEN
        RETURN;
    END IF;
    IF part IS NULL THEN
        EXECUTE format('CREATE TABLE sch_chameleon.%I () INHERITS (sch_chameleon.t_log_replica)', log_table);
        part := to_regclass(format('sch_chameleon.%I', log_table));
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = part AND inhparent = parent) THEN
        RAISE EXCEPTION 'a relation of this name exists and is no log table' USING ERRCODE = 'wrong_object_type';
    END IF;
    SELECT attnum INTO STRICT batch_column
    FROM pg_catalog.pg_attribute WHERE attrelid = part AND attname = 'i_id_batch';

    IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = part AND contype = 'p') THEN
        EXECUTE format('ALTER TABLE sch_chameleon.%I ADD CONSTRAINT %I PRIMARY KEY (i_id_event)',
            log_table, sch_chameleon.fn_free_part_name('pk_', log_table));
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint
            WHERE conrelid = part AND contype = 'f' AND confrelid = batches AND conkey = ARRAY[batch_column]) THEN
        EXECUTE format('ALTER TABLE sch_chameleon.%I ADD CONSTRAINT %I FOREIGN KEY (i_id_batch)'
            ' REFERENCES sch_chameleon.t_replica_batch (i_id_batch) ON UPDATE RESTRICT ON DELETE CASCADE',
            log_table, sch_chameleon.fn_log_part_name('fk_', log_table));
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_index
            WHERE indrelid = part AND indkey[0] = batch_column AND indpred IS NULL AND indisvalid) THEN
        EXECUTE format('CREATE INDEX %I ON sch_chameleon.%I (i_id_batch)',
            sch_chameleon.fn_free_part_name('idx_id_batch_', log_table), log_table);
    END IF;
END
$function$;

CREATE OR REPLACE FUNCTION fn_refresh_parts() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    source text;
    log_table text;
BEGIN
    FOR source, log_table IN
        SELECT t_source, part FROM sch_chameleon.t_sources, unnest(v_log_table) part ORDER BY i_id_source, part
    LOOP
        BEGIN
            IF coalesce(log_table, '') = '' OR octet_length(convert_to(log_table, 'UTF8')) > 63 THEN
                RAISE EXCEPTION 'a table name has 1 to 63 bytes' USING ERRCODE = 'invalid_name';
            END IF;
            PERFORM sch_chameleon.fn_refresh_part(log_table);
        EXCEPTION
            -- What the log table itself is to blame for; a lock timeout or a full disk is not.
            WHEN invalid_name OR wrong_object_type OR duplicate_table OR duplicate_object OR unique_violation
                OR foreign_key_violation THEN
                RAISE WARNING 'the log table % of the source % is unusable: %',
                    coalesce(quote_ident(log_table), 'NULL'), quote_ident(source), SQLERRM;
        END;
    END LOOP;
END
$function$;
