import { expect, test } from 'vitest'
import { chargedSoftware } from './charged-software.ts'
import { toImageChoice } from './image-choice.ts'

test.each([
  [{ Name: 'al2023', PlatformDetails: 'Linux/UNIX' }, undefined],
  [{ Name: 'w2022', PlatformDetails: 'Windows', Platform: 'windows' }, undefined],
  [{ Name: 'own' }, undefined],
  [{ Name: 'rhel', PlatformDetails: 'Red Hat Enterprise Linux' }, 'Red Hat Enterprise Linux'],
  [
    { Name: 'sql', PlatformDetails: 'Windows with SQL Server Standard', Platform: 'windows' },
    'Windows with SQL Server Standard',
  ],
  [
    { Name: 'shop', PlatformDetails: 'Linux/UNIX', ProductCodes: [{ ProductCodeId: 'p1' }] },
    'shop',
  ],
])('what %j adds to the hourly price', (image, software) => {
  expect(chargedSoftware(toImageChoice(image))).toBe(software)
})
