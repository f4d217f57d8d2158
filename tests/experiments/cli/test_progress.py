"""Where there is no terminal: a line now and then, with the time that is left."""

from experiments.cli.progress import SECONDS_BETWEEN_LINES, Lines


def test_lines_come_now_and_then_and_leave_compiling_out_of_the_time_that_is_left():
    now, said = [0.0], []
    tell = Lines(clock=lambda: now[0], tell=said.append)
    half = SECONDS_BETWEEN_LINES / 2
    for seconds, done in ((0, 0), (half, 0), (10 * half, 1), (11 * half, 2), (12 * half, 3), (13 * half, 4)):
        now[0] = seconds
        tell(done, 20)
    assert said == ["1 of 20 runs are done.", "3 of 20 runs are done, about 4 minutes left."]
