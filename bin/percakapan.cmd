@rem Windows: what bin/percakapan is elsewhere. cmd finds it by that name.
@node "%~dp0percakapan.mjs" %*
