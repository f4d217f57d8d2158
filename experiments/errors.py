"""The one error that users are meant to read."""


class UserError(ValueError):
    """Input that cannot be used: one sentence naming the place and the remedy.

    The command line prints the sentence and exits with code 2, without a traceback.
    """
