-- Whether an error is a trouble that may pass and isn't the fault of a table: connection, rollback, resources, operator,
-- system; of the errors about an object's state, a lock that can't be had and an object in use. The others of that class,
-- such as a published table without a replica identity, would be raised by each call, and the source would stand still.
CREATE OR REPLACE FUNCTION fn_replay_is_passing(state text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
AS $body$
    SELECT pg_catalog.left(state, 2) IN ('08', '40', '53', '57', '58') OR state IN ('55P03', '55006')
$body$;
