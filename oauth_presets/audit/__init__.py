"""What has changed, and whether what is installed is sound."""
