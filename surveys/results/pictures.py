"""Which picture a question gets: one stacked bar for a scale, bars for everything else."""

from supportgroup.disclosure.figures import Figures
from supportgroup.ui.charts import Bar, Bars
