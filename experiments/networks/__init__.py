"""Networks that people bring, read from files of many kinds."""
