import { useRouter } from 'next/router'
import dynamic from 'next/dynamic'
import styled, { css, keyframes } from 'styled-components'
import { NextSeo, FAQPageJsonLd } from 'next-seo'
import { Trans, useTranslation } from 'react-i18next'
import { gql } from '@apollo/client'
import Hero from '../components/Hero'
import SplitBlock from '../components/SplitBlock'
import Testimonial from '../components/Testimonial'
import PriceCard from '../components/PriceCard'
import Markdown from '../components/Markdown'

const Map = dynamic(() => import('../components/Map'), { ssr: false, loading: () => <p>Loading the map…</p> })

const drift = keyframes`
  from { transform: translateY(0); opacity: 0 }
  to { transform: translateY(-12px); opacity: 1 }
`

const Ribbon = styled.div`
  display: flex;
  padding: 0 1.5rem;
  animation: ${drift} 400ms ease-out;
  ${({ wide }) => wide && css`max-width: 80rem; margin: 0 auto;`}
`

const PAGE_QUERY = gql`
  query TreatmentPage($slug: String!) {
    treatment(where: { slug: $slug }) { title body updatedAt }
  }
`

const TREATMENTS = {
  infusion: {
    title: 'IV ketamine infusion',
    tagline: 'The fastest road out of the dark',
    how: 'A slow drip into a vein of your arm for forty minutes, six times in three weeks.',
    sideEffects: ['Nausea', 'Double vision', 'Raised blood pressure', 'Feeling outside of yourself'],
    offLabel: true,
    price: 525,
    video: 'https://video.example/watch?v=infusion',
  },
  spravato: {
    title: 'Spravato\u00ae (esketamine) nasal spray',
    tagline: 'Approved, covered and supervised',
    how: 'You spray it yourself here, then stay for two hours. Only certified clinics may give it, under a program called REMS.',
    sideEffects: ['Dizziness', 'Sleepiness', 'A strange taste'],
    offLabel: false,
    price: null,
    video: null,
  },
}

const content = {
  notes: `
**Please note:** we do not offer ketamine for *home use*.

See our [safety page](/safety) or ask at the desk.
`,
  legal: '<p>Spravato is a registered trademark of its owner.&nbsp;We are not affiliated.</p>',
}

const marks = 'https://cdn.example/marks/'
const CARE_TEAM = [
  [`${marks}ada.png`, 'Ada Quist, MD', 'Anesthesiologist'],
  [`${marks}ben.png`, 'Ben Yazzie, LCSW', 'Therapist'],
]

export async function getStaticProps({ params }) {
  const treatment = TREATMENTS[params.slug]
  if (!treatment) return { notFound: true }
  return { props: { slug: params.slug, heading: `What is ${treatment.title}?` }, revalidate: 60 }
}

export const getStaticPaths = () => ({ paths: ['/treatments/infusion', '/treatments/spravato'], fallback: 'blocking' })

export default function TreatmentPage({ slug, heading }) {
  const router = useRouter()
  const { t } = useTranslation(['treatments', 'common'])
  const item = TREATMENTS[slug]
  const price = item.price ? `$${item.price} a visit` : 'Often covered by insurance'

  return (
    <>
      <NextSeo
        title="Ketamine & Spravato treatments"
        description="Compare infusions and nasal spray: how they work, what they cost, who should not have them."
        canonical="https://elmgrove.example/treatments"
        openGraph={{ url: 'https://elmgrove.example/treatments', title: 'Two ways to lasting relief', site_name: 'Elm Grove' }}
      />
      <FAQPageJsonLd
        mainEntity={[{ questionName: 'Is Spravato ketamine?', acceptedAnswerText: 'It is made from one half of the ketamine molecule.' }]}
      />

      <Hero
        eyebrow="Treatments"
        title={<>Medicine that meets you <em>where you are</em></>}
        lede={'We offer two kinds of care. Neither is a cure, and both need your time.'}
        image="/img/two paths.jpg"
        imageAlt="Two paths that meet under an elm"
        overlay="dark-to-light"
        primary={{ label: 'Talk to a nurse', href: '/contact' }}
      />

      <Ribbon wide>
        <h2>{heading}</h2>
        <p>{item.how}</p>
        <p>
          <b>{price}</b>
          {item.offLabel && <sup>*</sup>} — {t('common:taxes', 'taxes are included')}
        </p>
        {item.offLabel && (
          <p className="fine">
            <sup>*</sup>Using ketamine for depression is off&#8209;label: the FDA has not reviewed it for that.
          </p>
        )}
      </Ribbon>

      <SplitBlock
        reverse
        heading="What it feels like"
        paragh="Colors may seem brighter & music deeper. Some people are frightened for a while; a nurse is beside you."
        defaultContent={
          <ul>
            <li>Your body may feel heavy or far away.</li>
            <li>Time can seem <i>slow</i>.</li>
          </ul>
        }
        mediaPosition="left of the text"
      />

      <section aria-labelledby="side effects">
        <h3>Side effects that people tell us about</h3>
        <ul>
          {item.sideEffects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <Trans i18nKey="treatments:ride">
          Bring <strong>someone who drives</strong>; you must not drive <b>until the next day</b>.
        </Trans>
      </section>

      <div className="cards">
        <PriceCard name="Single visit" price="$525" per="visit" bullets={['Monitoring by a nurse', 'A private room']} featured />
        <PriceCard name="Series of six" price="$2,850" per="series" bullets={['Everything in a single visit', "A therapist's hour"]} cta="Reserve a series" />
      </div>

      <Testimonial quote="I got my husband back." author="R. M." source="Letter to the clinic, 2022" />

      {CARE_TEAM.map(([src, name, role]) => (
        <figure key={name}>
          <img src={src} alt={`Portrait of ${name}`} />
          <figcaption>
            {name}, {role}
          </figcaption>
        </figure>
      ))}

      <Markdown>{content.notes}</Markdown>
      <Markdown>{`We **reply** to every message within a day.`}</Markdown>
      <div dangerouslySetInnerHTML={{ __html: content.legal }} />
      <Map address="44 Elm Grove Road, Madison" zoom={13} styleUrl="mapbox://styles/elm/light" />
      <button
        onClick={() => router.push({ pathname: '/book', query: { from: 'treatments page' } })}
        className={'btn ' + (item.offLabel ? 'btn-outline text-sm' : 'btn-solid')}
      >
        Book your first visit
      </button>
    </>
  )
}
