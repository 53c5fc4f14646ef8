/**
 * Why a Spot request is where it is.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-request-status.html
 */
export const statusTexts = {
  'pending-evaluation':
    'Your Spot request has been submitted for review, and is pending evaluation.',
  'not-scheduled-yet': 'Your Spot request will not be evaluated until the scheduled date.',
  'price-too-low':
    'Your Spot request price is lower than the minimum required Spot request fulfillment price.',
  'capacity-not-available': 'There is no Spot capacity available that matches your request.',
  'bad-parameters': 'Your Spot request failed due to bad parameters.',
  'schedule-expired': 'Your Spot request expired before it could be fulfilled.',
  fulfilled: 'Your Spot request is fulfilled.',
  'canceled-before-fulfillment': 'Your Spot request was canceled before it was fulfilled.',
  'request-canceled-and-instance-running':
    'Your Spot request is canceled, but your instance is still running.',
  'marked-for-stop': 'Your Spot instance is marked for stopping.',
  'marked-for-termination': 'Your Spot instance is marked for termination.',
  'instance-stopped-by-price': 'Your Spot instance was stopped because your price was exceeded.',
  'instance-stopped-by-user': 'Your Spot Instance was stopped by you.',
  'instance-stopped-no-capacity':
    'Your Spot instance was stopped because there is no longer enough Spot capacity.',
  'instance-terminated-by-price':
    'Your Spot instance was terminated because your price was exceeded.',
  'instance-terminated-by-user': 'Your Spot Instance was terminated by you.',
  'instance-terminated-no-capacity':
    'Your Spot instance was terminated because there is no longer enough Spot capacity.',
} as const

export type SpotStatus = keyof typeof statusTexts
