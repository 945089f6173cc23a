/** The program's one entry: `all` (or `start`), `web`, `worker`, or one of the commands in cli/. */
const [command, ...rest] = process.argv.slice(2)
const services = { start: 'all', all: 'all', web: 'web', worker: 'worker' } as const

// What goes to people or the log has nowhere else to go, and is no reason to end: a full disk, a terminal that has gone.
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes early (`| head`) is no failure.
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`stdout: ${error.message}\n`)
  process.exit(2)
})

if (command !== undefined && Object.hasOwn(services, command) && !rest.includes('--help') && !rest.includes('-h')) {
  const { keepSemiSpaceSmall } = await import('./semi-space.ts')
  const started = keepSemiSpaceSmall()
  const { serve } = await import('./serve.ts')
  process.exitCode = await serve(services[command as keyof typeof services], started)
} else {
  const { runCommand } = await import('./cli/index.ts')
  process.exitCode = await runCommand(process.argv.slice(2), undefined, async (tell) => {
    const [{ readConfig }, { openLog }, { openContext }] = await Promise.all([
      import('./config.ts'),
      import('./log.ts'),
      import('./program.ts'),
    ])
    // A command speaks to a person; of the log only what went wrong belongs between its lines.
    return openContext(readConfig(), tell, openLog('error'))
  })
}
