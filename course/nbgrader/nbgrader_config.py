# Settings of nbgrader for the exercises; https://nbgrader.readthedocs.io explains them all.
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, DeduplicateIds, OverwriteCells, OverwriteKernelspec

c = get_config()

c.CourseDirectory.course_id = "automatic-differentiation"

# What stands in the place of a solution. The default, a comment, does not compile in a method that returns something.
c.ClearSolutions.code_stub = {"java": "throw notWritten();"}

# An answer that does not end is stopped by the check itself after ten seconds; this is for what even that cannot stop.
c.ExecutePreprocessor.timeout = 120
c.ExecutePreprocessor.startup_timeout = 120


class OverwriteJavaCells(OverwriteCells):
    """Puts back cells that were deleted. nbgrader begins them with `#`, which is no comment in Java."""

    def missing_cell_transform(self, source_cell, *arguments, **options):
        cell = super().missing_cell_transform(source_cell, *arguments, **options)
        if cell["cell_type"] == "code":
            cell["source"] = "//" + cell["source"].removeprefix("#")
        return cell


c.OverwriteCells.add_missing_cells = True
c.Autograde.sanitize_preprocessors = [ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteJavaCells, CheckCellMetadata]
