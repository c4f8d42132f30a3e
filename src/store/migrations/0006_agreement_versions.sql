-- The versions of an agreement, the newest first, read from their index alone.
CREATE INDEX agreements_by_version ON agreements (relationship_id, version) WHERE deleted_at IS NULL;
