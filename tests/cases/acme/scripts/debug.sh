#!/bin/sh
# Somebody was in a hurry.
echo "the PAT is $ADO_PAT"
echo "PATH is $PATH"
echo "set ADO_PAT before you run this"
