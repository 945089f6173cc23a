import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { folderProblem } from './core/folder-problem.ts'
import { Problem } from './core/problem.ts'
import { readTrustedProxies, type TrustedProxies } from './core/visitor.ts'

/** Everything that can be set from outside. Read once, by {@link readConfig}; passed down in the context. */
export interface Config {
  port: number
  host: string
  /** The address that readers type, without a slash at its end. */
  baseUrl: string
  /** Absolute. */
  dataDir: string
  /** `undefined`: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  /** 32 bytes: encrypts tokens, signs sessions. */
  secretKey: Buffer
  smtpUrl: string | undefined
  /** The sender of letters; `undefined`: percakapan@ the host of `baseUrl`. */
  smtpFrom: string | undefined
  s3: { endpoint: string; bucket: string; accessKeyId: string; secretAccessKey: string; region: string } | undefined
  logLevel: string
  /** Whose `X-Forwarded-For` is believed; `undefined`: nobody's. */
  trustedProxy: TrustedProxies | undefined
  /** Whoever says it sees `/metrics`, and all of `/readyz`, from elsewhere too. */
  metricsToken: string | undefined
  /** `host:port` of servers in one's own network that channels may reach all the same. */
  allowPrivateHosts: readonly string[]
  /** Seconds in which something sent can be taken back. */
  undoSeconds: number
  /** Seconds between two looks at the networks for responses. */
  pollSeconds: number
  /** What a network call may take before it counts as unanswered, in seconds. */
  callSeconds: number
  /** What the files of one brand may take in all, and what a person may upload in a day, in GB (2^30 bytes). */
  uploadsGb: number
  uploadsPersonGb: number
  /** Converts videos: absolute. `undefined`: there is none, or it was turned off. */
  ffmpeg: string | undefined
}

/** Every setting, for `--help`, the guide, and the test that holds them together. */
export const settings = {
  PORT: {
    initial: '3000',
    id: 'Porta tempat panel dan blog dilayani',
    en: 'The port that serves the panel and the blog',
  },
  HOST: {
    initial: '127.0.0.1',
    id: 'Alamat jaringan yang didengarkan; 127.0.0.1 hanya untuk komputer ini (juga untuk proksi di sana), 0.0.0.0 untuk semua yang dapat menjangkaunya',
    en: 'The network address to listen on; 127.0.0.1 is for this machine only (a proxy on it included), 0.0.0.0 for everybody who can reach it',
  },
  BASE_URL: {
    initial: 'http://localhost:PORT',
    id: 'Alamat yang diketik pembaca',
    en: 'The address that readers type',
  },
  DATA_DIR: {
    initial: './data',
    id: 'Folder untuk basis data, gambar, dan kunci',
    en: 'The folder for database, pictures and key',
  },
  DATABASE_URL: {
    initial: '',
    id: 'PostgreSQL ≥ 15 milik sendiri, pengganti yang tertanam',
    en: 'Your own PostgreSQL ≥ 15 instead of the embedded one',
  },
  SECRET_KEY: {
    initial: '',
    id: 'Kunci rahasia, 64 angka heksadesimal; tanpa ini dibuat di DATA_DIR/secret.key',
    en: 'The secret key, 64 hexadecimal digits; without it, made in DATA_DIR/secret.key',
  },
  SMTP_URL: {
    initial: '',
    id: 'Server surel, smtp://pengguna:sandi@server:587',
    en: 'The mail server, smtp://user:password@server:587',
  },
  SMTP_FROM: {
    initial: '',
    id: 'Pengirim surel, seperti Kopi Senja <panel@contoh.id>; tanpa ini percakapan@ diikuti nama host BASE_URL',
    en: 'The sender of mail, like Kopi Senja <panel@example.com>; without it percakapan@ and the host of BASE_URL',
  },
  S3_ENDPOINT: {
    initial: '',
    id: 'Alamat penyimpanan objek untuk gambar',
    en: 'Address of the object storage for pictures',
  },
  S3_BUCKET: { initial: '', id: 'Nama wadah di penyimpanan objek', en: 'Name of the bucket in the object storage' },
  S3_ACCESS_KEY_ID: { initial: '', id: 'Nama kunci penyimpanan objek', en: 'Key id of the object storage' },
  S3_SECRET_ACCESS_KEY: { initial: '', id: 'Kunci penyimpanan objek', en: 'Secret key of the object storage' },
  S3_REGION: { initial: 'auto', id: 'Wilayah penyimpanan objek', en: 'Region of the object storage' },
  LOG_LEVEL: { initial: 'info', id: 'debug, info, warn, error, atau silent', en: 'debug, info, warn, error or silent' },
  TRUSTED_PROXY: {
    initial: '',
    id: 'Proksi sendiri yang ucapannya tentang alamat pengunjung (X-Forwarded-For) dipercaya: alamat atau jaringan dengan koma di antaranya (127.0.0.1,10.0.0.0/8), atau banyaknya proksi berurutan (1)',
    en: 'Proxies of your own whose word about the visitor’s address (X-Forwarded-For) is taken: addresses or networks with commas between (127.0.0.1,10.0.0.0/8), or how many there are in a row (1)',
  },
  METRICS_TOKEN: {
    initial: '',
    id: 'Kata rahasia, paling sedikit 16 karakter, yang membuka /metrics dan keterangan /readyz dari komputer lain (Authorization: Bearer …); tanpa ini hanya dari komputer ini',
    en: 'A secret word, at least 16 characters, that opens /metrics and the details of /readyz to other machines (Authorization: Bearer …); without it they are for this machine only',
  },
  ALLOW_PRIVATE_HOSTS: {
    initial: '',
    id: 'Server di jaringan sendiri yang boleh dihubungi: host:porta, dipisah koma',
    en: 'Servers in your own network that may be reached: host:port, with commas between',
  },
  UNDO_SECONDS: {
    initial: '10',
    id: 'Detik untuk menarik kembali yang baru dikirim',
    en: 'Seconds in which something just sent can be taken back',
  },
  POLL_SECONDS: {
    initial: '60',
    id: 'Detik antara dua kali melihat tanggapan di jejaring',
    en: 'Seconds between two looks at the networks for responses',
  },
  CALL_SECONDS: {
    initial: '120',
    id: 'Detik untuk menunggu jawaban jejaring atas satu permintaan',
    en: 'Seconds to wait for a network’s answer to a request',
  },
  UPLOADS_GB: {
    initial: '100',
    id: 'Ruang untuk semua gambar dan video satu merek, dalam GB',
    en: 'Room for all pictures and videos of one brand, in GB',
  },
  UPLOADS_PERSON_GB: {
    initial: '10',
    id: 'Yang boleh diunggah satu orang dalam sehari (menurut UTC), dalam GB',
    en: 'What one person may upload in a day (in UTC), in GB',
  },
  FFMPEG: {
    initial: 'ffmpeg',
    id: 'Program ffmpeg, nama atau jalurnya, untuk mengonversi video bagi tiap jejaring; off untuk tidak memakainya',
    en: 'The program ffmpeg, by name or path, that converts videos for each network; off to do without it',
  },
} as const
/** The name of an environment variable that the program reads. */
export type Setting = keyof typeof settings

const mostGb = 1_000_000

type Environment = Readonly<Record<string, string | undefined>>

/** @throws Problem `wrong-input`, naming the setting, when one can't be used. */
export function readConfig(env: Environment = process.env): Config {
  const get = (name: Setting): string => (env[name] ?? '').trim() || settings[name].initial
  const port = wholeNumber('PORT', get('PORT'), 0, 65535)
  const dataDir = resolve(get('DATA_DIR'))
  const baseUrl = env.BASE_URL?.trim() ? webAddress('BASE_URL', env.BASE_URL.trim()) : `http://localhost:${port}`
  return {
    port,
    host: get('HOST'),
    baseUrl,
    dataDir,
    databaseUrl: address(
      'DATABASE_URL',
      env,
      ['postgres:', 'postgresql:'],
      'postgres://user:password@server:5432/percakapan',
    ),
    secretKey: readSecretKey(env.SECRET_KEY?.trim(), dataDir),
    smtpUrl: address('SMTP_URL', env, ['smtp:', 'smtps:'], 'smtp://user:password@server:587'),
    smtpFrom: readSender(env.SMTP_FROM?.trim()),
    s3: readS3(env),
    logLevel: oneOf('LOG_LEVEL', get('LOG_LEVEL'), ['debug', 'info', 'warn', 'error', 'silent']),
    trustedProxy: proxies('TRUSTED_PROXY', get('TRUSTED_PROXY')),
    metricsToken: secretWord('METRICS_TOKEN', get('METRICS_TOKEN')),
    allowPrivateHosts: hosts('ALLOW_PRIVATE_HOSTS', get('ALLOW_PRIVATE_HOSTS')),
    undoSeconds: wholeNumber('UNDO_SECONDS', get('UNDO_SECONDS'), 0, 3600),
    pollSeconds: wholeNumber('POLL_SECONDS', get('POLL_SECONDS'), 1, 86_400),
    callSeconds: wholeNumber('CALL_SECONDS', get('CALL_SECONDS'), 1, 600),
    uploadsGb: wholeNumber('UPLOADS_GB', get('UPLOADS_GB'), 1, mostGb),
    uploadsPersonGb: wholeNumber('UPLOADS_PERSON_GB', get('UPLOADS_PERSON_GB'), 1, mostGb),
    ffmpeg: readFfmpeg(env),
  }
}

function wrong(name: Setting, id: string, en: string): Problem {
  return new Problem(
    'wrong-input',
    { id: `Pengaturan ${name} ${id}`, en: `The setting ${name} ${en}` },
    { field: name },
  )
}

function wholeNumber(name: Setting, value: string, least: number, most: number): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most) {
    throw wrong(
      name,
      `harus angka bulat dari ${least} sampai ${most}.`,
      `must be a whole number from ${least} to ${most}.`,
    )
  }
  return number
}

function webAddress(name: Setting, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw wrong(
      name,
      'harus seperti https://contoh.id, tanpa jalur di belakangnya.',
      'must look like https://example.com, without a path behind it.',
    )
  }
  return url.origin
}

/** `undefined` where it is not set. The value is never repeated in the error: it holds a password. */
function address(name: Setting, env: Environment, protocols: readonly string[], example: string): string | undefined {
  const value = env[name]?.trim()
  if (!value) return undefined
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
  throw wrong(
    name,
    `harus seperti ${example}; huruf khusus di sandi ditulis dengan kode persen (@ menjadi %40).`,
    `must look like ${example}, with special letters of the password percent-encoded (@ as %40).`,
  )
}

function oneOf(name: Setting, value: string, values: readonly string[]): string {
  if (values.includes(value)) return value
  throw wrong(name, `harus salah satu dari: ${values.join(', ')}.`, `must be one of: ${values.join(', ')}.`)
}

function proxies(name: Setting, value: string): TrustedProxies | undefined {
  const read = readTrustedProxies(value)
  if (read !== null) return read
  throw wrong(
    name,
    'harus alamat atau jaringan dengan koma di antaranya, misalnya 127.0.0.1,10.0.0.0/8, atau banyaknya proksi dari 1 sampai 9.',
    'must be addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8, or the number of proxies from 1 to 9.',
  )
}

function secretWord(name: Setting, value: string): string | undefined {
  if (value === '' || /^[\x21-\x7e]{16,200}$/.test(value)) return value || undefined
  throw wrong(
    name,
    'harus 16 sampai 200 huruf, angka, atau tanda tanpa spasi (openssl rand -hex 24).',
    'must be 16 to 200 letters, digits or signs without spaces (openssl rand -hex 24).',
  )
}

function hosts(name: Setting, value: string): string[] {
  const all = value
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
  // A whole address would never match, and its owner would look for the fault elsewhere.
  if (all.every((host) => /^[^\s/@]+:\d{1,5}$/.test(host))) return all
  throw wrong(
    name,
    'harus berupa host:porta dengan koma di antaranya, misalnya 192.168.1.5:9000,nas.lokal:443.',
    'must be host:port with commas between, such as 192.168.1.5:9000,nas.local:443.',
  )
}

/** The program that was named must be there; the one that may be there need not. */
function readFfmpeg(env: Environment): string | undefined {
  const named = env.FFMPEG?.trim()
  if (named?.toLowerCase() === 'off') return undefined
  const found = findProgram(named || settings.FFMPEG.initial, env.PATH ?? '')
  if (named && !found)
    throw wrong(
      'FFMPEG',
      'harus nama atau jalur program yang ada dan dapat dijalankan, atau off.',
      'must be the name or path of a program that is there and can be run, or off.',
    )
  return found
}

function findProgram(name: string, path: string): string | undefined {
  const endings = process.platform === 'win32' ? ['', '.exe'] : ['']
  const places = /[/\\]/.test(name)
    ? [resolve(name)]
    : path.split(delimiter).flatMap((dir) => (dir ? [join(dir, name)] : []))
  return places.flatMap((place) => endings.map((ending) => place + ending)).find(canRun)
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function readSender(value: string | undefined): string | undefined {
  if (!value) return undefined
  if (!/^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value))
    throw wrong(
      'SMTP_FROM',
      'harus alamat surel, seperti panel@contoh.id atau Kopi Senja <panel@contoh.id>.',
      'must be an email address, like panel@example.com or Kopi Senja <panel@example.com>.',
    )
  return value
}

function readS3(env: Environment): Config['s3'] {
  const endpoint = env.S3_ENDPOINT?.trim()
  if (!endpoint) return undefined
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw wrong('S3_ENDPOINT', 'harus seperti https://s3.contoh.id.', 'must look like https://s3.example.com.')
  }
  const need = (name: Setting): string => {
    const value = env[name]?.trim()
    if (!value) throw wrong(name, 'diperlukan bila S3_ENDPOINT diisi.', 'is needed when S3_ENDPOINT is set.')
    return value
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    bucket: need('S3_BUCKET'),
    accessKeyId: need('S3_ACCESS_KEY_ID'),
    secretAccessKey: need('S3_SECRET_ACCESS_KEY'),
    region: env.S3_REGION?.trim() || settings.S3_REGION.initial,
  }
}

/** From the environment, or from a file that only its owner can read; made at the first start. */
function readSecretKey(given: string | undefined, dataDir: string): Buffer {
  if (given) {
    if (!/^[0-9a-f]{64}$/i.test(given))
      throw wrong(
        'SECRET_KEY',
        'harus 64 angka heksadesimal (openssl rand -hex 32).',
        'must be 64 hexadecimal digits (openssl rand -hex 32).',
      )
    return Buffer.from(given, 'hex')
  }
  try {
    return keptKey(dataDir)
  } catch (error) {
    throw folderProblem(dataDir, error)
  }
}

function keptKey(dataDir: string): Buffer {
  const file = join(dataDir, 'secret.key')
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f]{64}$/i.test(kept)) return Buffer.from(kept, 'hex')
    throw new Problem('wrong-input', {
      id: `Berkas kunci ${file} rusak. Pulihkan dari cadangan; tanpa kunci lama, semua saluran harus dihubungkan ulang.`,
      en: `The key file ${file} is damaged. Restore it from your backup; without the old key every channel must be reconnected.`,
    })
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const key = randomBytes(32)
  try {
    writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another process has just made it; else nothing is left: half a key on a full disk would be taken for a damaged one.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return keptKey(dataDir)
    rmSync(file, { force: true })
    throw error
  }
  chmodSync(file, 0o600)
  return key
}
