"""Pages of figures. Pages never compute a measure."""
