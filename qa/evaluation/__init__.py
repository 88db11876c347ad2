"""Measuring: answers on question sets, and summaries on summary sets."""
