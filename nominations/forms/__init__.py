"""What people type about rounds and nominations."""
