export const activity = {
  'asCode.header': 'The same as code',
  'asCode.save': 'Save as {file}',
  'asCode.nothing': 'Nothing would be sent.',
} as const
