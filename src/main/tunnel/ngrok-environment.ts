const kept = new Set(
  [
    ['PATH', 'HOME', 'USERPROFILE', 'LANG', 'LC_ALL', 'TMPDIR', 'TMP', 'TEMP', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR'],
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ].flat(),
)

/** What ngrok's process needs of the desk's environment, and nothing else: Vonage's secret and ngrok's token may be there. */
export const ngrokEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      kept.has(name.toUpperCase()) && value !== undefined ? [[name, value]] : [],
    ),
  )
