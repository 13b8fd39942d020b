# Settings of nbgrader for the exercises; https://nbgrader.readthedocs.io explains them all.
c = get_config()

c.CourseDirectory.course_id = "automatic-differentiation"

# What stands in the place of a solution. The default, a comment, does not compile in a method that returns something.
c.ClearSolutions.code_stub = {"java": "throw notWritten();"}
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"

# An answer that does not end is stopped by the check itself after ten seconds; this is for what even that cannot stop.
c.ExecutePreprocessor.timeout = 120
c.ExecutePreprocessor.startup_timeout = 120

