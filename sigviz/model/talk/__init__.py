"""A talk: scenes in an order, with words for the audience and notes for the speaker."""
