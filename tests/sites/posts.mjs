// Posts of the journal. Bodies are Markdown unless `format` says otherwise.

export const tags = ["ketamine", "depression", "research", "mindfulness"];

export const posts = [
  {
    slug: "what-a-session-feels-like",
    title: "What a session feels like",
    date: "2024-05-14",
    author: { name: "June Abara, RN", role: "Infusion nurse", photo: "/team/june.jpg", email: "june@tidewater.example" },
    readingTime: "4 min read",
    tags: ["ketamine", "first visit"],
    cover: { src: "/journal/session.jpg", alt: "An infusion pump with a small lamp behind it", width: 1600, height: 900 },
    excerpt: "The first ten minutes are quiet. Then the ceiling may seem farther away.",
    body: `
## The first minutes

You sit in a **reclining chair** with a cuff on your arm. The nurse starts the pump and stays
within reach. Most people notice a *warm*, heavy feeling.

## The middle

Time may stretch. Music matters here, so we built [a playlist](https://tidewater.example/playlist) for it.

- Some people see colors or patterns.
- Some people cry, and that is fine.
- A few feel sick; we have medicine for that.

> "It was like watching my worries from a hill."

## Afterward

1. You rest for half an hour.
2. A friend takes you home.
3. You do not drive, sign or decide anything until you have slept.

\`\`\`js
const example = "this is code in the post and no copy";
\`\`\`

It\u2019s normal to be tired the next day.
`,
  },
  {
    slug: "is-it-a-miracle",
    title: 'Is ketamine a "miracle drug"?',
    date: "2024-06-02",
    author: { name: "Dr. Paul Reyes", role: "Medical director", photo: "/team/paul.jpg", email: "paul@tidewater.example" },
    readingTime: "6 min read",
    tags: ["research"],
    format: "html",
    excerpt: "No. But for some people it opens a window that had been shut for years.",
    body:
      "<p>Headlines call it a miracle. I would not. In one trial about <strong>half</strong> of the patients felt better after a day, " +
      "and most of those had slipped back within two weeks.</p>" +
      "<h3>What we tell every guest</h3>" +
      '<ul><li>It is a tool, not a cure.</li><li>Talk therapy makes it <a href="/therapy" title="Our therapists">last longer</a>.</li></ul>' +
      "<p style='font-size:0.85em;color:#777'>This post is general information. Ask your own doctor.</p>",
  },
  {
    slug: "holiday-hours",
    title: "Hours over the holidays",
    date: "2024-12-01",
    author: null,
    readingTime: "1 min read",
    tags: [],
    excerpt: "",
    body: "We are closed from December 24 to 26. The nurse line stays open.",
  },
];

export const series = new Map([
  ["basics", { title: "Ketamine basics", blurb: "Five short reads for people who are new to it." }],
  ["science", { title: "The science corner", blurb: "What trials say, and what they leave out." }],
]);

const MONTHS = ["January", "February", "March", "April", "May", "June"];

export function byTag(tag) {
  if (!tags.includes(tag)) throw new RangeError(`There is no tag of this name in the journal: ${tag}`);
  return posts.filter((post) => post.tags.includes(tag)).sort((a, b) => b.date.localeCompare(a.date));
}

export function formatDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${MONTHS[month - 1]} ${day}, ${year}`;
}

export const feed = {
  title: "The Tidewater journal",
  description: "Notes from a small ketamine clinic on the coast.",
  language: "en-us",
  generator: "tidewater-feed/1.2",
  url: "https://tidewater.example/feed.xml",
};

export const newsletter = {
  heading: "One letter a month",
  text: "New posts, open chairs and a recipe from our front desk.",
  placeholder: "Email address",
  button: "Sign me up",
  success: "Thank you. Look for a note from us.",
  failure: "That address does not look right.",
  consent: "By signing up you agree to our privacy policy. We never sell your address.",
};
