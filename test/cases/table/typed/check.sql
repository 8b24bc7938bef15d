SELECT name, born FROM people UNION ALL SELECT name, born FROM others UNION ALL SELECT name, born FROM more;
