"""Charts as SVG: the gap, demand with its interval, the choice ladder, netted cover, and posts with those open.

Pure: rows of figures and the finding in words go in, pictures come out. Each chart is drawn three times, never shrunk.
Drawing takes 40 ms a picture after 1.6 s to start, so it happens in the worker, once a snapshot.
"""

from dashboard.charts.choice import choice_chart
from dashboard.charts.cover import cover_chart
from dashboard.charts.demand import demand_chart
from dashboard.charts.gap import gap_chart
from dashboard.charts.picture import Pictures
from dashboard.charts.posts import posts_chart

__all__ = ["Pictures", "choice_chart", "cover_chart", "demand_chart", "gap_chart", "posts_chart"]
