"""A form as the fields that are typed into the Ministry's system: their texts, and a page that copies one by one."""
