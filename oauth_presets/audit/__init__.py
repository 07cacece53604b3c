"""What has changed since a lock was written, and whether an installation is sound."""
