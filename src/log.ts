import pino from 'pino'

/** Structured logs: one JSON object a line. */
export type Log = pino.Logger

/** Names under which secrets travel: their values never reach a log, at whatever depth they stand. */
const secretNames =
  /^(password|token|secret|credentials|authorization|cookie|set-cookie|accessJwt|refreshJwt|applicationPassword|code|codeVerifier|verifier|clientSecret|key)$|(_|-)?(token|secret|password)$/i
const bearer = /\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+/gi
const inAddress = /([?&](?:access_token|token|code|state|client_secret|key|password)=)[^&\s"]+/gi

/** Takes secrets out of anything that is about to be logged. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(bearer, '$1 [redacted]').replace(inAddress, '$1[redacted]')
  if (value === null || typeof value !== 'object' || depth > 6) return value
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  if (value instanceof Date || Buffer.isBuffer(value)) return Buffer.isBuffer(value) ? `[${value.length} bytes]` : value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretNames.test(name) ? '[redacted]' : redact(inner, depth + 1),
    ]),
  )
}

function redactError(error: Error, depth: number): object {
  const { name, message, stack, cause, ...rest } = error as Error & Record<string, unknown>
  return {
    ...(redact({ ...rest }, depth + 1) as object),
    type: name ?? error.name,
    message: redact(error.message),
    stack: redact(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}

/** @param level as pino names them; `silent` for tests */
export function openLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (object) => redact(object) as Record<string, unknown> },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((argument) => (typeof argument === 'string' ? redact(argument) : argument)) as Parameters<
              typeof method
            >,
          )
        },
      },
    },
    destination ?? toStderr(),
  )
}

/** What can't be written is kept, up to this many bytes, until it can be again; the rest is dropped. */
const mostKept = 64 * 1024

/** A full disk under the log, or a terminal that has gone, ends no program. */
function toStderr(): pino.DestinationStream {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: mostKept })
  destination.on('error', () => undefined)
  return destination
}
