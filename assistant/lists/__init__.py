"""Lists: which list a question asks for, from which rows it is made, and its words."""
