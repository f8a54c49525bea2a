-- Uses an open registration up.
-- KEYS[1]  string of the organization's open registration: hash of its token
-- ARGV[1]  hash of the token that was shown
-- returns  1 if it was open under this token, and is not any more; 0 if it was not
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
