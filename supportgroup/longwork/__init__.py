"""Long pieces of work: one row each, done by a worker, watched on a page.

The room that starts the work keeps a key to its row and owns the page that shows it.
Further files: kinds (which function does which kind of work), worker (takes what waits and does it),
desk (its lock and its progress, on another connection), nudge (wakes a worker by name).
"""
