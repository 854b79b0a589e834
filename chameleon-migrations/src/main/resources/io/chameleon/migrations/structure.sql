-- The objects of the schema whose name is the parameter, as (name, definition, is_log_table). Run it with pg_catalog as
-- the search path: definitions then name everything else with its schema.
WITH
    namespace AS (SELECT oid FROM pg_namespace WHERE nspname = ?),
    -- Before PostgreSQL 12 an oid is no part of *.
    relation AS (
        SELECT
            class.oid,
            class.relname,
            class.relkind,
            EXISTS (
                SELECT FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent
                WHERE inhrelid = class.oid
                    AND parent.relname = 't_log_replica'
                    AND parent.relnamespace = class.relnamespace
            ) AS is_log_table
        FROM pg_class class JOIN namespace ON namespace.oid = relnamespace
        WHERE relname <> 'flyway_schema_history'
    ),
    stored AS (SELECT * FROM relation WHERE relkind IN ('r', 'p', 'f', 'm')),
    routine AS (
        SELECT pg_proc.oid, proname || '(' || oidvectortypes(proargtypes) || ')' AS signature
        FROM pg_proc JOIN namespace ON namespace.oid = pronamespace
    )

SELECT
    'column ' || relname || '.' || attname,
    format_type(atttypid, atttypmod)
        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), ''),
    is_log_table
FROM stored
JOIN pg_attribute ON attrelid = stored.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum

UNION ALL
-- From version 18 on PostgreSQL keeps NOT NULL as a constraint ('n'); here it belongs to the column.
SELECT 'constraint ' || relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid), is_log_table
FROM stored JOIN pg_constraint ON conrelid = stored.oid AND contype <> 'n'

UNION ALL
SELECT 'index ' || stored.relname || '.' || index_class.relname, pg_get_indexdef(indexrelid), is_log_table
FROM stored
JOIN pg_index ON indrelid = stored.oid
JOIN pg_class index_class ON index_class.oid = indexrelid
WHERE NOT EXISTS (
    SELECT FROM pg_constraint
    WHERE conindid = indexrelid AND conrelid = indrelid AND contype IN ('p', 'u', 'x')
)

UNION ALL
SELECT
    'view ' || relname,
    string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum),
    false
FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0
WHERE relkind = 'v'
GROUP BY relname

UNION ALL
SELECT 'sequence ' || relname, format_type(seqtypid, NULL), false
FROM relation JOIN pg_sequence ON seqrelid = relation.oid

UNION ALL
SELECT
    'type ' || relname,
    string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum),
    false
FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
WHERE relkind = 'c'
GROUP BY relname

UNION ALL
SELECT 'enum ' || typname, string_agg(enumlabel, ', ' ORDER BY enumsortorder), false
FROM pg_type JOIN namespace ON namespace.oid = typnamespace JOIN pg_enum ON enumtypid = pg_type.oid
GROUP BY typname

UNION ALL
SELECT 'function ' || signature, pg_get_function_result(routine.oid), false
FROM routine
WHERE NOT EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid = routine.oid)

UNION ALL
SELECT
    'aggregate ' || signature,
    format('SFUNC %s, STYPE %s, FINALFUNC %s, INITCOND %s',
        aggtransfn, format_type(aggtranstype, NULL), aggfinalfn, coalesce(agginitval, 'NULL')),
    false
FROM routine JOIN pg_aggregate ON aggfnoid = routine.oid
