import React, { useState } from 'react';
import PropTypes from 'prop-types';
import { Helmet } from 'react-helmet-async';
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from '../components/ui/accordion';
import CtaBand from '../components/CtaBand';
import PageHeader from '../components/PageHeader';
import Pill from '../components/Pill';

const CLINIC = 'Saltmarsh Infusion Center';

const questions = [
  {
    group: 'Before you come',
    entries: [
      {
        q: 'Am I a candidate for ketamine?',
        a: (
          <>
            You may be, if two or more antidepressants have not helped. We screen for{' '}
            <a className="text-teal-700 underline" href="/conditions/high-blood-pressure">
              high blood pressure
            </a>
            , psychosis and pregnancy first.
          </>
        ),
      },
      {
        q: `What does ${CLINIC} need from my doctor?`,
        a: 'A referral helps but isn\'t required. Bring your list of medicines.',
      },
      {
        q: 'May I eat before my visit?',
        a: (
          <p>
            Please have <strong>nothing</strong> solid for <Pill>six hours</Pill> before, and clear drinks
            only until <Pill>two hours</Pill> before.
          </p>
        ),
      },
    ],
  },
  {
    group: 'The treatment',
    entries: [
      {
        q: 'Will it hurt?',
        a: <p>There is one small needle. Most guests say the rest feels like floating.</p>,
      },
      {
        q: 'Is it FDA-approved?',
        a: (
          <>
            <p>
              Ketamine was approved as an anesthetic in 1970. For depression it is given <em>off-label</em>; only
              Spravato&reg; has that approval.
            </p>
            <ul>
              <li>We explain what is known and what is not.</li>
              <li>You sign a consent form &mdash; and you can stop at any time.</li>
            </ul>
          </>
        ),
      },
      {
        q: 'How sure are you that it works?',
        a: 'Nothing in medicine is certain. Still, ' + 'nine in ten of our guests would ' + "recommend it to a friend.",
      },
    ],
  },
];

const tabs = [
  { id: 'all', label: 'All questions' },
  { id: 'cost', label: 'Cost & insurance' },
];

const schema = {
  '@context': 'https://schema.org',
  '@type': 'FAQPage',
  mainEntity: [
    {
      '@type': 'Question',
      name: 'Is it FDA-approved?',
      acceptedAnswer: {
        '@type': 'Answer',
        text: '<p>As an anesthetic, yes. For depression it is used <b>off-label</b>.</p>',
      },
    },
  ],
};

function FaqGroup({ title, entries, defaultOpen }) {
  const [open, setOpen] = useState(defaultOpen);
  return (
    <section className={`mb-12 ${open ? 'border-teal-600 border-l-4 pl-4' : 'border-transparent'}`}>
      <h2 className="font-serif text-2xl text-teal-900">{title}</h2>
      <button type="button" onClick={() => setOpen(!open)} aria-expanded={open} aria-label={open ? 'Hide the answers' : 'Show the answers'}>
        {open ? '–' : '+'}
      </button>
      {open && (
        <Accordion type="single" collapsible>
          {entries.map((entry, index) => (
            <AccordionItem key={entry.q} value={`item-${index}`}>
              <AccordionTrigger>{entry.q}</AccordionTrigger>
              <AccordionContent>{entry.a}</AccordionContent>
            </AccordionItem>
          ))}
        </Accordion>
      )}
    </section>
  );
}

FaqGroup.propTypes = {
  title: PropTypes.string.isRequired,
  entries: PropTypes.arrayOf(PropTypes.shape({ q: PropTypes.string, a: PropTypes.node })).isRequired,
  defaultOpen: PropTypes.bool,
};

FaqGroup.defaultProps = {
  defaultOpen: true,
};

export default function FaqPage({ price, phone }) {
  const [tab, setTab] = useState('all');
  const isCost = tab === 'cost';

  return (
    <div className="min-h-screen bg-white">
      <Helmet>
        <title>Questions about ketamine | {CLINIC}</title>
        <meta name="description" content="Plain answers about ketamine infusions &amp; what they feel like." />
        <meta name="keywords" content="ketamine questions, is ketamine safe, ketamine for depression and anxiety" />
        <meta property="og:title" content="Ask us anything about ketamine" />
        <meta property="og:type" content="website" />
        <link rel="canonical" href="https://saltmarsh.example/faq" />
        <script type="application/ld+json">{JSON.stringify(schema)}</script>
      </Helmet>

      <PageHeader
        kicker="Questions"
        heading="Straight answers, no sales talk"
        sub={<>Written by our nurses and read by <strong>Dr. Okafor</strong>.</>}
        backgroundImage="/img/marsh at dusk.jpg"
        align="left"
      />

      <div role="tablist" className="flex gap-2">
        {tabs.map((t) => (
          <button key={t.id} role="tab" data-testid={`tab ${t.id} of the list`} onClick={() => setTab(t.id)}>
            {t.label}
          </button>
        ))}
      </div>

      {!isCost && questions.map((g) => <FaqGroup key={g.group} title={g.group} entries={g.entries} />)}

      {isCost ? (
        <section>
          <h2>
            What it costs<br />
            and who pays
          </h2>
          <p>
            One infusion is ${price}. A series of six comes to ${price * 6}, and we{' '}
            <span className="whitespace-nowrap">don&apos;t</span> bill insurers. Call {phone} with questions.
          </p>
          <table>
            <thead>
              <tr>
                <th>Service</th>
                <th>Price</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>First visit with a physician</td>
                <td>$250</td>
              </tr>
              <tr>
                <td>Infusion for mood</td>
                <td>$475</td>
              </tr>
            </tbody>
          </table>
        </section>
      ) : null}

      <aside className="rounded bg-amber-50 p-4">
        <h3>Good to know</h3>
        <p>
          Side effects are common: nausea, dizziness and a rise in blood pressure. They fade within hours for almost
          everyone
          {', '}
          but tell us about any that stay.
        </p>
        <p>
          It{"'"}s not for everyone
          {"."}
        </p>
        <details>
          <summary>What if I feel worse?</summary>
          Call us at once. If you think of ending your life, call or text <a href="tel:988">988</a>.
        </details>
      </aside>

      <CtaBand title="Still unsure?" text="Talk with a nurse for free." button={{ text: 'Call the nurse line', to: '/contact' }} theme="deep sea" />
      <img src="/img/nurse.jpg" alt="A nurse on the phone beside a window" loading="lazy" className="w-full object-cover" />
      <form action="/subscribe" method="post">
        <label htmlFor="email">Monthly letter</label>
        <input id="email" type="email" name="email address" placeholder="you@example.com" autoComplete="email" />
        <input type="submit" value="Send me the letter" />
      </form>
    </div>
  );
}
