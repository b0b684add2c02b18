/** The tables that usage is kept in, and what is written to them. */

/** Several gateways may start at once: one makes the tables, and the others find them. */
export const CREATE_TABLES = `
BEGIN;
SELECT pg_advisory_xact_lock(hashtext('usage'));
CREATE TABLE IF NOT EXISTS usage_operation (
  client text,
  operation text,
  hash text,
  hour timestamptz,
  requests bigint NOT NULL,
  PRIMARY KEY (client, operation, hash, hour)
);
CREATE TABLE IF NOT EXISTS usage_field (
  field text,
  client text,
  hour timestamptz,
  requests bigint NOT NULL,
  PRIMARY KEY (field, client, hour)
);
CREATE TABLE IF NOT EXISTS usage_document (
  operation text,
  hash text,
  fields text[] NOT NULL,
  last_hour timestamptz NOT NULL,
  PRIMARY KEY (operation, hash)
);
COMMIT`;

/** In the order of the keys: gateways that write at once wait for each other, never in a circle. */
export const ADD_OPERATIONS = `
INSERT INTO usage_operation (client, operation, hash, hour, requests)
SELECT client, operation, hash, hour, requests
FROM json_to_recordset($1) AS counted (client text, operation text, hash text, hour timestamptz, requests bigint)
ORDER BY client, operation, hash, hour
ON CONFLICT (client, operation, hash, hour)
DO UPDATE SET requests = usage_operation.requests + excluded.requests`;

export const ADD_FIELDS = `
INSERT INTO usage_field (field, client, hour, requests)
SELECT field, client, hour, requests
FROM json_to_recordset($1) AS counted (field text, client text, hour timestamptz, requests bigint)
ORDER BY field, client, hour
ON CONFLICT (field, client, hour)
DO UPDATE SET requests = usage_field.requests + excluded.requests`;

export const PUT_DOCUMENTS = `
INSERT INTO usage_document (operation, hash, fields, last_hour)
SELECT operation, hash, fields, hour
FROM json_to_recordset($1) AS asked (operation text, hash text, fields text[], hour timestamptz)
ORDER BY operation, hash
ON CONFLICT (operation, hash)
DO UPDATE SET fields = excluded.fields, last_hour = greatest(usage_document.last_hour, excluded.last_hour)`;

/** $1: days. */
export const DELETE_OLD = [
  `DELETE FROM usage_operation WHERE hour < now() - make_interval(days => $1)`,
  `DELETE FROM usage_field WHERE hour < now() - make_interval(days => $1)`,
  `DELETE FROM usage_document WHERE last_hour < now() - make_interval(days => $1)`,
] as const;
