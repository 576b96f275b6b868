"""What `bin/demo` does: prepare, supervise web, worker and timetable, stop everything in order."""
