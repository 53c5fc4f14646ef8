import * as sdk from '@aws-sdk/client-pricing'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'

let cloud: TestCloud
let pricing: sdk.PricingClient
beforeAll(async () => {
  cloud = await startTestCloud({ region: 'us-east-1' })
  pricing = cloud.pricing()
})
afterAll(() => cloud.close())

const match = (Field: string, Value: string): sdk.Filter => ({ Type: 'TERM_MATCH', Field, Value })
async function products(Filters: sdk.Filter[], more: Partial<sdk.GetProductsCommandInput> = {}) {
  const answer = await pricing.send(
    new sdk.GetProductsCommand({ ServiceCode: 'AmazonEC2', Filters, ...more }),
  )
  return {
    list: (answer.PriceList ?? []).map((one: unknown) => JSON.parse(String(one))),
    ...answer,
  }
}
interface Dimension {
  readonly pricePerUnit: { readonly USD: string }
  readonly description: string
}
/** As programs that look a price up write them. */
const t3micro = [
  match('instanceType', 't3.micro'),
  match('operatingSystem', 'Linux'),
  match('preInstalledSw', 'NA'),
  match('tenancy', 'Shared'),
  match('capacitystatus', 'Used'),
]

test('finds the On-Demand price of a type, exact in us-east-1 and marked elsewhere', async () => {
  const priceIn = async (location: string) => {
    const { list } = await products([...t3micro, match('location', location)])
    expect(list).toHaveLength(1)
    const [term] = Object.values<{ priceDimensions: Record<string, Dimension> }>(
      list[0].terms.OnDemand,
    )
    return Object.values(term?.priceDimensions ?? {})[0]
  }
  expect(await priceIn('US East (N. Virginia)')).toMatchObject({
    unit: 'Hrs',
    pricePerUnit: { USD: '0.0104000000' },
    description: '$0.0104 per On Demand Linux t3.micro Instance Hour',
  })
  const seoul = await priceIn('Asia Pacific (Seoul)')
  expect(seoul?.pricePerUnit.USD).toBe('0.0130000000')
  expect(seoul?.description).toMatch(/^≈ /)
})

test('shows Reserved terms with their payments', async () => {
  const { list } = await products([
    ...t3micro,
    match('regionCode', 'us-east-1'),
    match('termType', 'Reserved'),
  ])
  const terms = Object.values<{ termAttributes: object }>(list[0].terms.Reserved)
  expect(terms).toHaveLength(12)
  expect(terms.map(({ termAttributes }) => termAttributes)).toContainEqual({
    LeaseContractLength: '1yr',
    OfferingClass: 'standard',
    PurchaseOption: 'No Upfront',
  })
  expect(list[0].terms.OnDemand).toBeUndefined()
})

test('pages, and tells of attributes and their values', async () => {
  const first = await products([match('regionCode', 'us-east-1')], { MaxResults: 2 })
  const second = await products([match('regionCode', 'us-east-1')], {
    MaxResults: 2,
    NextToken: first.NextToken,
  })
  const skus = [...first.list, ...second.list].map(({ product }) => product.sku)
  expect(new Set(skus).size).toBe(4)
  const { Services } = await pricing.send(new sdk.DescribeServicesCommand({}))
  expect(Services?.[0]?.AttributeNames).toContain('instanceType')
  const values = await pricing.send(
    new sdk.GetAttributeValuesCommand({ ServiceCode: 'AmazonEC2', AttributeName: 'tenancy' }),
  )
  expect(values.AttributeValues).toEqual([{ Value: 'Dedicated' }, { Value: 'Shared' }])
})

test('refuses other services, and price lists as files', async () => {
  await expect(
    pricing.send(new sdk.GetProductsCommand({ ServiceCode: 'AmazonS3' })),
  ).rejects.toBeInstanceOf(sdk.NotFoundException)
  await expect(
    pricing.send(
      new sdk.ListPriceListsCommand({
        ServiceCode: 'AmazonEC2',
        CurrencyCode: 'USD',
        EffectiveDate: new Date(0),
      }),
    ),
  ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
})
